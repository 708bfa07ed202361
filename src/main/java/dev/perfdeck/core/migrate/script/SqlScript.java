package dev.perfdeck.core.migrate.script;

import java.util.List;
import java.util.stream.Collectors;

/// A script of PostgreSQL, taken apart. Nothing of it is lost: the spans of its statements and the tail, joined, are
/// the script.
///
/// @param tail what follows the last statement: blanks and comments
public record SqlScript(List<Statement> statements, String tail) {
    public SqlScript {
        statements = List.copyOf(statements);
    }

    /// @throws dev.perfdeck.model.FaultException with `Rejected` and the line: something is opened and never closed, or
    ///         is a command of psql
    public static SqlScript parse(String sql) {
        return new Splitter(sql).split();
    }

    public String text() {
        return statements.stream().map(Statement::span).collect(Collectors.joining("", "", tail));
    }
}
