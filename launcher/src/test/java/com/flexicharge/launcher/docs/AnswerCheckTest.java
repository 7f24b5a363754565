package com.flexicharge.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the check of every answer in the end-to-end tests can fail. */
class AnswerCheckTest {
    private static final String POINT = """
            {"chargePointID":1,"name":"a","address":"","location":[57.7,14.1],"price":300,"klarnaReservationAmount":0}""";

    private static final String PROBLEM = """
            {"type":"/docs/errors#chargePointNotFound","title":"Not Found","status":404,"detail":"d","instance":"/",\
            "code":"chargePointNotFound","message":"d","statusCode":404,"errors":[]}""";

    private final AnswerCheck check = new AnswerCheck(Document.whole());

    @ParameterizedTest
    @ValueSource(strings = {"/chargePoints/1", "/chargePoints/1/", "//chargePoints/1"})
    void whatTheDescriptionTellsOfPasses(String path) {
        assertThat(faults(path, 200, "application/json; charset=utf-8", POINT)).isEmpty();
        assertThat(faults(path, 404, "application/problem+json", PROBLEM)).isEmpty();
    }

    @Test
    void aMemberThatIsMissingNewOrOfAnotherTypeIsCaught() {
        for (var wrong : List.of(
                POINT.replace("\"name\":\"a\",", ""),
                POINT.replace("{", "{\"more\":1,"),
                POINT.replace("300", "\"300\""),
                POINT.replace("300", "300.5"),
                POINT.replace("\"\"", "null"),
                POINT.replace("57.7,", ""))) {
            assertThat(faults("/chargePoints/1", 200, "application/json", wrong))
                    .as(wrong)
                    .isNotEmpty();
            assertThat(faults("/chargePoints", 200, "application/json", "[" + wrong + "]"))
                    .as(wrong)
                    .isNotEmpty();
        }
    }

    @Test
    void aMemberThatIsMissingOrNewIsCaughtWhereSchemasAreJoined() {
        var information = """
                {"userId":"u","username":"","firstName":"","lastName":"","phoneNumber":"","streetAddress":"","zipCode":"","city":"",\
                "country":""}""";

        assertThat(faults("/admin/users/u", 200, "application/json", information))
                .isEmpty();
        for (var wrong : List.of(
                information.replace("\"city\":\"\",", ""),
                information.replace("\"userId\":\"u\",", ""),
                information.replace("{", "{\"more\":1,"))) {
            assertThat(faults("/admin/users/u", 200, "application/json", wrong))
                    .as(wrong)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/chargePoints/1, 200, application/problem+json",
        "/chargePoints/1, 202, application/json",
        "/chargePoints/1, 418, application/json",
        "/nowhere, 200, application/json"
    })
    void aStatusTypeOrRouteNobodyDescribedIsCaught(String path, int status, String type) {
        assertThat(faults(path, status, type, POINT)).isNotEmpty();
    }

    @Test
    void anErrorWithACodeThatTheRouteDoesNotNameIsCaught() {
        assertThat(faults("/chargers/1", 404, "application/problem+json", PROBLEM))
                .isNotEmpty();
        assertThat(faults(
                        "/chargePoints/1",
                        404,
                        "application/problem+json",
                        PROBLEM.replace("\"errors\":[]", "\"x\":1")))
                .isNotEmpty();
    }

    @Test
    void aTimeThatIsNoneIsCaught() {
        var command = """
                {"since":"yesterday","flapping":false,"connects":0,"ends":{}}""";

        assertThat(faults("/chargers/1/connections/summary", 200, "application/json", command))
                .isNotEmpty();
    }

    private List<String> faults(String path, int status, String type, String body) {
        try {
            return check.faults("GET", path, status, Optional.of(type), new ObjectMapper().readTree(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }
}
