package com.flexicharge.load.work;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** A connection to the server's database, on which this waits for each answer. */
final class Sql implements AutoCloseable {
    private final Connection connection;

    Sql(String jdbcUrl) {
        try {
            connection = DriverManager.getConnection(jdbcUrl);
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be reached", e);
        }
    }

    void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The database would not: " + sql, e);
        }
    }

    /** All columns as they are written. */
    List<List<String>> rows(String sql) {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            var columns = answer.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (answer.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(String.valueOf(answer.getString(column)));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("The database would not: " + sql, e);
        }
    }

    /** Of one column. */
    List<String> texts(String sql) {
        return rows(sql).stream().map(row -> row.get(0)).toList();
    }

    long number(String sql) {
        return Long.parseLong(texts(sql).get(0));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A piece of work on a connection. */
    interface Task {
        void on(Sql sql);
    }

    /**
     * Does all, in this order, several at a time, each of those on a connection of its own.
     *
     * @param first done on each connection
     */
    static void all(String jdbcUrl, int atATime, String first, List<Task> tasks) {
        var left = new ConcurrentLinkedQueue<>(tasks);
        var workers = IntStream.range(0, atATime)
                .mapToObj(worker -> CompletableFuture.runAsync(
                        () -> work(jdbcUrl, first, left), each -> new Thread(each, "filling-" + worker).start()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(workers).join();
    }

    private static void work(String jdbcUrl, String first, Queue<Task> left) {
        try (var sql = new Sql(jdbcUrl)) {
            sql.run(first);
            for (var task = left.poll(); task != null; task = left.poll()) {
                task.on(sql);
            }
        }
    }
}
