package com.flexicharge.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProcessTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void keepsWhatItCommittedThroughAKill() {
        try (var postgres = PostgresProcess.in(folder)) {
            var database = postgres.database();
            assertThat(database.rows("show fsync")).containsExactly("on");
            assertThat(database.rows("show synchronous_commit")).containsExactly("on");
            database.execute("create table kept (value text)", "insert into kept values ('committed')");

            postgres.kill();
            assertThatThrownBy(() -> database.rows("select 1")).isInstanceOf(IllegalStateException.class);
            postgres.startAgain();

            assertThat(database.rows("select value from kept")).containsExactly("committed");
        }
    }
}
