package com.flexicharge.launcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What every answer keeps to, whatever was asked. */
final class OneShape {
    private static final Set<String> MEMBERS =
            Set.of("type", "title", "status", "detail", "instance", "code", "message", "statusCode", "errors");

    /** What a charger that is not there, or does not answer, makes of a request. */
    private static final Set<String> STATED = Set.of(
            "chargerOffline",
            "chargerTimeout",
            "couldNotReserveCharger",
            "couldNotStartTransaction",
            "couldNotStopTransaction");

    private static final Pattern INNARDS = Pattern.compile(
            "(?i)java\\.|io\\.vertx|com\\.flexicharge|io\\.netty|jackson|\\bselect |\\binsert |\\bunnest|exception|\\bat [a-z.]+\\(|sqlstate"
                    + "|postgres|pgclient|relation \"");

    /** Codes that clients of accounts know from Cognito; they only look like ours. */
    private static final Pattern COGNITOS_CODES =
            Pattern.compile("(CodeMismatch|ExpiredCode|InvalidParameter|InvalidPassword|LimitExceeded|NotAuthorized"
                    + "|UserNotConfirmed|UserNotFound|UsernameExists)Exception");

    private OneShape() {}

    /** @return what is wrong with it, or nothing */
    static List<String> faults(RawHttp.Reply reply, boolean headOnly) {
        try {
            check(reply, headOnly);
            return List.of();
        } catch (AssertionError | RuntimeException wrong) {
            return List.of(reply.status() + " " + reply.body() + " " + wrong.getMessage());
        }
    }

    static void check(RawHttp.Reply reply, boolean headOnly) {
        assertThat(reply.headers())
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsEntry("x-frame-options", List.of("DENY"))
                .containsKeys("cache-control", "content-security-policy", "x-request-id", "access-control-allow-origin")
                .doesNotContainKeys("x-evil", "set-cookie", "server", "strict-transport-security");
        if (reply.status() >= 400 && !headOnly) {
            checkProblem(reply);
        }
    }

    private static void checkProblem(RawHttp.Reply reply) {
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
        var problem = reply.json();
        var members = StreamSupport.stream(((Iterable<String>) problem::fieldNames).spliterator(), false)
                .collect(Collectors.toSet());
        assertThat(members).isEqualTo(MEMBERS);
        assertThat(problem.get("status").asInt()).isEqualTo(reply.status());
        assertThat(problem.get("statusCode").asInt()).isEqualTo(reply.status());
        assertThat(problem.get("message").asText())
                .isNotBlank()
                .isEqualTo(problem.get("detail").asText());
        // What was sent may be named in an answer, what we are made of may not.
        var words = problem.get("title").asText() + problem.get("code").asText() + problem.get("errors");
        assertThat(COGNITOS_CODES.matcher(words).replaceAll("")).doesNotContainPattern(INNARDS);
        assertThat(problem.get("detail").asText()).doesNotContainPattern(INNARDS);
        if (reply.status() >= 500) {
            assertThat(STATED).contains(problem.get("code").asText());
        }
    }
}
