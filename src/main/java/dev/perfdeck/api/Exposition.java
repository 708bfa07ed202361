package dev.perfdeck.api;

/// Builds a page of Prometheus' text format: for each family its help, its type, then its samples.
final class Exposition {
    private final StringBuilder page = new StringBuilder(2048);

    void gauge(String name, String help, double value) {
        family(name, "gauge", help);
        sample(name, value);
    }

    void counter(String name, String help, long value) {
        family(name, "counter", help);
        sample(name, (double) value);
    }

    void family(String name, String type, String help) {
        page.append("# HELP ").append(name).append(' ').append(help).append('\n');
        page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /// Leaves the sample out when the value is not finite: no data.
    ///
    /// @param labels name, value, name, value …
    void sample(String name, double value, String... labels) {
        if (!Double.isFinite(value)) {
            return;
        }
        page.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            page.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            escape(labels[i + 1]);
            page.append('"');
        }
        page.append(labels.length == 0 ? " " : "} ");
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            page.append((long) value);
        } else {
            page.append(value);
        }
        page.append('\n');
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> page.append("\\\\");
                case '"' -> page.append("\\\"");
                case '\n' -> page.append("\\n");
                default -> page.append(c);
            }
        }
    }

    String text() {
        return page.toString();
    }
}
