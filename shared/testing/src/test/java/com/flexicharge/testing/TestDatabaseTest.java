package com.flexicharge.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class TestDatabaseTest {
    private final TestDatabase database;

    TestDatabaseTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void isPostgresAndReadsBackWhatWasWritten() {
        database.execute("create table kept (id int, note text)", "insert into kept values (1, 'a'), (2, null)");

        assertThat(database.rows("select * from kept order by id")).containsExactly("1|a", "2|");
        assertThat(database.rows("show server_version_num").get(0)).startsWith("1");
    }

    @Test
    void isTheSameOneForTheWholeClass(TestDatabase injected) {
        assertThat(injected).isEqualTo(database);
    }

    @Test
    void isDroppedEvenWhileSomebodyIsConnected() {
        var server = TestServer.given(database.url());
        var owned = OwnedDatabase.create(server, TestDatabaseTest.class);
        owned.database().execute("create table anything (id int)");
        owned.close();

        assertThatThrownBy(() -> owned.database().rows("select 1")).hasMessageContaining("does not exist");
    }

    @Test
    void aServerAddressThatIsNoneSaysHowItMustLook() {
        assertThatThrownBy(() -> TestServer.given("localhost:5432"))
                .hasMessageContaining("postgres://user:password@host:5432/database");
    }

    @Nested
    class InANestedClass {
        @Test
        void isTheOuterClasss(TestDatabase injected) {
            assertThat(injected).isEqualTo(database);
        }
    }
}
