package dev.perfdeck.core.advise.select;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a what-if matrix in the AMPL data format of hyrise/index_selection_evaluation: `set QUERIES`, `param size`,
/// `set indexes_per_combination[C]` and `param costs`; other sets and params are passed over. A query that has no cost
/// without indexes (combination 0) is taken to cost as much as its dearest combination. Reads as it goes: only what is
/// needed is kept.
public final class MatrixFile {
    private final Words words;
    private final Map<String, Integer> queries = new HashMap<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<Long> sizes = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, int[]> combinations = new HashMap<>();
    private final List<Cost> costs = new ArrayList<>();
    private boolean onlyListed;

    private record Cost(int query, int[] indexes, double cost) {}

    private MatrixFile(Words words) {
        this.words = words;
    }

    /// @throws IllegalArgumentException when the text is not such a matrix; the message names the line
    public static Matrix read(Reader text) throws IOException {
        return new MatrixFile(new Words(text)).read();
    }

    private Matrix read() throws IOException {
        for (String word = words.next(); !word.isEmpty(); word = words.next()) {
            switch (word) {
                case "set" -> set();
                case "param" -> param();
                case "end" -> skip();
                case "data", ";" -> {}
                default -> throw words.wrong("'" + word + "'", "'set' or 'param'");
            }
        }
        if (queries.isEmpty() || costs.isEmpty()) {
            throw words.wrong("no costs", "'param costs := QUERY COMBINATION COST … ;'");
        }
        return build();
    }

    private void set() throws IOException {
        String name = words.next();
        String key = "";
        String word = words.next();
        if (word.equals("[")) {
            key = words.next();
            expect("]", words.next());
            word = words.next();
        }
        if (word.equals(";")) {
            return;
        }
        expect(":=", word);
        if (name.equals("QUERIES")) {
            for (word = words.next(); !ends(word); word = words.next()) {
                queries.putIfAbsent(word, queries.size());
                onlyListed = true;
            }
        } else if (name.equals("indexes_per_combination")) {
            var members = new Ints();
            for (word = words.next(); !ends(word); word = words.next()) {
                members.add(index(word));
            }
            combinations.put(key, members.toArray());
        } else {
            skip();
        }
    }

    private void param() throws IOException {
        String name = words.next();
        switch (name) {
            case "size" -> {
                begin();
                for (String word = words.next(); !ends(word); word = words.next()) {
                    int index = index(word);
                    sizes.set(index, Math.round(number(words.next())));
                    names.set(index, word);
                }
            }
            case "costs" -> {
                begin();
                for (String word = words.next(); !ends(word); word = words.next()) {
                    cost(word, words.next(), words.next());
                }
            }
            default -> skip();
        }
    }

    private void cost(String query, String combination, String cost) {
        double value = number(cost);
        Integer number = queries.get(query);
        if (number == null && onlyListed) {
            return;
        }
        if (number == null) {
            number = queries.size();
            queries.put(query, number);
        }
        int[] members = combinations.get(combination);
        if (members == null && !combination.equals("0")) {
            throw words.wrong("a cost under combination " + combination, "a combination that is defined before it");
        }
        costs.add(new Cost(number, members == null ? new int[0] : members, value));
    }

    private Matrix build() {
        var base = new double[queries.size()];
        var dearest = new double[queries.size()];
        java.util.Arrays.fill(base, Double.NaN);
        for (var cost : costs) {
            dearest[cost.query] = Math.max(dearest[cost.query], cost.cost);
            if (cost.indexes.length == 0) {
                base[cost.query] = Double.isNaN(base[cost.query]) ? cost.cost : Math.min(base[cost.query], cost.cost);
            }
        }
        var builder = new MatrixBuilder();
        for (int i = 0; i < sizes.size(); i++) {
            if (sizes.get(i) < 0) {
                throw words.wrong("index " + names.get(i) + " has no size", "a line for it under 'param size'");
            }
            builder.index(names.get(i), sizes.get(i), 0);
        }
        for (int q = 0; q < base.length; q++) {
            builder.query(1, Double.isNaN(base[q]) ? dearest[q] : base[q]);
        }
        costs.forEach(it -> builder.cost(it.query, it.cost, it.indexes));
        return builder.build();
    }

    private int index(String word) {
        Integer known = indexes.get(word);
        if (known != null) {
            return known;
        }
        indexes.put(word, sizes.size());
        sizes.add(-1L);
        names.add(word);
        return sizes.size() - 1;
    }

    private double number(String word) {
        try {
            double value = Double.parseDouble(word);
            if (value >= 0 && value < Double.MAX_VALUE) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the one error
        }
        throw words.wrong("'" + word + "'", "a number that is not negative");
    }

    private void begin() throws IOException {
        expect(":=", words.next());
    }

    private void skip() throws IOException {
        String word = words.next();
        while (!ends(word)) {
            word = words.next();
        }
    }

    private boolean ends(String word) {
        if (word.isEmpty()) {
            throw words.wrong("the file ends within a statement", "';'");
        }
        return word.equals(";");
    }

    private void expect(String wanted, String word) {
        if (!word.equals(wanted)) {
            throw words.wrong("'" + word + "'", "'" + wanted + "'");
        }
    }
}
