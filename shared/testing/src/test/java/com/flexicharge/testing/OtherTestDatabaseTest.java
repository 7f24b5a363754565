package com.flexicharge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class OtherTestDatabaseTest {
    @BeforeAll
    static void arrange(TestDatabase database) {
        database.execute("create table kept (id int)");
    }

    @Test
    void anotherClassHasAnotherDatabase(TestDatabase database) {
        assertThat(database.rows("select * from kept")).isEmpty();
        assertThat(database.database()).startsWith("test_othertestdatabasetest_");
    }
}
