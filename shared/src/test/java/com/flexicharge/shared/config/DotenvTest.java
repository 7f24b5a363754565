package com.flexicharge.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotenvTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "K=v|v",
                "USE_LOCAL_DATABASE = 1|1",
                "  K=v  |v",
                "export K=v|v",
                "export   K = v|v",
                "export=v|v",
                "K=|``",
                "K=  |``",
                "K=00123|00123",
                "K=a b|a b",
                "K=a#b|a#b",
                "K=a # note|a",
                "K=a\t# note|a",
                "K=#a|#a",
                "K= # note|``",
                "K=\"a # b\"|a # b",
                "K=\"  a  \"|`  a  `",
                "K='a \"b\"'|a \"b\"",
                "K=\"a\" # note|a",
                "K=\"\"|``",
                "K=it's|it's",
                "K=a=b=c|a=b=c",
                "K=$HOME|$HOME",
                "K=a\\nb|a\\nb"
            })
    void readsALine(String line, String value) {
        assertThat(Dotenv.parse(".env", line).values().values()).containsExactly(value);
    }

    @Test
    void skipsCommentsEmptyLinesAndAByteOrderMarkAndTakesEveryLineEnd() {
        var dotenv = Dotenv.parse(".env", "\uFEFFPORT=1\r\n\r\n# PORT=2\r\n   # note\nB=2\rC=3");

        assertThat(dotenv.values()).isEqualTo(Map.of("PORT", "1", "B", "2", "C", "3"));
        assertThat(dotenv.warnings()).isEmpty();
    }

    @Test
    void takesTheLastOfAKeyThatOccursTwiceAndWarns() {
        var dotenv = Dotenv.parse(".env", "PORT=1\nA=1\nPORT=2");

        assertThat(dotenv.values()).containsEntry("PORT", "2");
        assertThat(dotenv.warnings())
                .containsExactly(".env sets PORT in line 1 and again in line 3; the last one counts");
    }

    @Test
    void namesEveryFaultyLineAndShowsNoneOfThem() {
        assertThatThrownBy(() -> Dotenv.parse(
                        ".env", "PORT=1\nhunter2\nMY KEY=hunter2\nP=\"hunter2\nQ='hunter2' hunter2\n=hunter2"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        The file .env cannot be read:
                          line 2  has no =; write KEY=value
                          line 3  has no valid name before its =; a name is made of letters, digits and _
                          line 4  opens a " and does not close it
                          line 5  goes on after its closing '; only a comment may follow
                          line 6  has no valid name before its =; a name is made of letters, digits and _""");
    }
}
