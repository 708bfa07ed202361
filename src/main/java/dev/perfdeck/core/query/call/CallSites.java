package dev.perfdeck.core.query.call;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the line of the program that asks: the first on the stack that is no library's. Immutable.
///
/// @param libraries what is passed over: packages, which end in a dot, and classes
public record CallSites(Set<String> libraries) {
    /// The JDK, the usual frameworks, and Perfdeck's own engines.
    public static final CallSites USUAL = new CallSites(Set.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "com.zaxxer.hikari.",
            "org.postgresql.",
            "org.springframework.",
            "org.hibernate.",
            "org.jooq.",
            "org.jdbi.",
            "org.apache.",
            "io.lettuce.",
            "kotlin.",
            "scala.",
            "dev.perfdeck.core.cache.",
            "dev.perfdeck.core.query.QueryProfiler",
            "dev.perfdeck.core.query.call.",
            "dev.perfdeck.core.query.columns.",
            "dev.perfdeck.core.query.fetch.",
            "dev.perfdeck.core.query.guard.",
            "dev.perfdeck.core.query.jdbc.",
            "dev.perfdeck.core.query.method.",
            "dev.perfdeck.core.query.page.",
            "dev.perfdeck.core.query.sql."));

    public CallSites {
        libraries = Set.copyOf(libraries);
    }

    /// Passes over the program's own plumbing too.
    ///
    /// @param place a package, `com.example.db.`, or a class
    public CallSites beyond(String place) {
        var more = new HashSet<>(libraries);
        more.add(place);
        return new CallSites(more);
    }

    /// Of the calling thread, as `class.method(File.java:12)`; empty where libraries alone are on the stack.
    public String here() {
        return StackWalker.getInstance()
                .walk(frames -> first(frames.map(StackWalker.StackFrame::toStackTraceElement)))
                .orElse("");
    }

    /// Of another thread, as it is now.
    public String of(Thread thread) {
        return first(Stream.of(thread.getStackTrace())).orElse("");
    }

    private Optional<String> first(Stream<StackTraceElement> frames) {
        return frames.filter(frame -> !isLibrary(frame.getClassName()))
                .findFirst()
                .map(CallSites::text);
    }

    private boolean isLibrary(String type) {
        return libraries.stream().anyMatch(library -> isOf(type, library))
                || type.contains("$Proxy")
                || type.contains("$$");
    }

    private static boolean isOf(String type, String library) {
        return type.startsWith(library)
                && (library.endsWith(".") || type.length() == library.length() || type.charAt(library.length()) == '$');
    }

    /// A lambda is told by the method that it stands in.
    private static String text(StackTraceElement frame) {
        var method = frame.getMethodName();
        var inside = method.startsWith("lambda$") ? method.substring(7, method.lastIndexOf('$')) : method;
        var file = frame.getFileName() == null ? "" : frame.getFileName() + ":" + frame.getLineNumber();
        return frame.getClassName() + "." + inside + "(" + file + ")";
    }
}
