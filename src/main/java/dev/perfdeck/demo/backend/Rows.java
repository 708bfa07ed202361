package dev.perfdeck.demo.backend;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the backend answers with; times are ISO 8601 text in UTC.
final class Rows {
    private Rows() {}

    record Workflow(long id, String name, String status, long createdBy, String createdAt, String updatedAt) {
        static Workflow of(ResultSet row) throws SQLException {
            return new Workflow(
                    row.getLong("id"),
                    row.getString("name"),
                    row.getString("status"),
                    row.getLong("created_by"),
                    row.getTimestamp("created_at").toInstant().toString(),
                    row.getTimestamp("updated_at").toInstant().toString());
        }
    }

    record Workflows(List<Workflow> items, int page) {}

    record Creator(long id, String name) {
        static Creator of(ResultSet row) throws SQLException {
            return new Creator(row.getLong("id"), row.getString("name"));
        }
    }

    record WorkflowAndCreator(Workflow workflow, @Nullable Creator creator) {}

    record Execution(
            long id,
            long workflowId,
            String status,
            String createdAt,
            @Nullable String startedAt,
            @Nullable String finishedAt) {
        static Execution of(ResultSet row) throws SQLException {
            return new Execution(
                    row.getLong("id"),
                    row.getLong("workflow_id"),
                    row.getString("status"),
                    row.getTimestamp("created_at").toInstant().toString(),
                    time(row, "started_at"),
                    time(row, "finished_at"));
        }
    }

    record Audit(long id, long userId, String action, String resource, String timestamp) {
        static Audit of(ResultSet row) throws SQLException {
            return new Audit(
                    row.getLong("id"),
                    row.getLong("user_id"),
                    row.getString("action"),
                    row.getString("resource"),
                    row.getTimestamp("timestamp").toInstant().toString());
        }
    }

    record Checkpoint(long id, long executionId, int step, String createdAt) {
        static Checkpoint of(ResultSet row) throws SQLException {
            return new Checkpoint(
                    row.getLong("id"),
                    row.getLong("execution_id"),
                    row.getInt("step"),
                    row.getTimestamp("created_at").toInstant().toString());
        }
    }

    record Stat(String name, long value) {
        static Stat of(ResultSet row) throws SQLException {
            return new Stat(row.getString("name"), row.getLong("value"));
        }
    }

    record Stats(String name, List<Stat> values) {}

    private static @Nullable String time(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant().toString();
    }
}
