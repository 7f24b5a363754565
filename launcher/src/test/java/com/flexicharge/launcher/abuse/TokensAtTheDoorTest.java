package com.flexicharge.launcher.abuse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens made by hand, over the wire: what does not hold is refused with 401 and says why, at the HTTP port and for a user's socket. */
@ExtendWith(TestDatabaseExtension.class)
class TokensAtTheDoorTest {
    private static final String HEAD = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @SuppressWarnings("NullAway.Init")
    static PrivateKey key;

    @SuppressWarnings("NullAway.Init")
    static byte[] publicKey;

    @BeforeAll
    static void start(TestDatabase database) throws IOException, GeneralSecurityException {
        server = RunningServer.on(database, folder, Map.of("PUBLIC_URL", "http://here.example"));
        var jwk = new ObjectMapper().readTree(Files.readString(folder.resolve("key.json")));
        var factory = KeyFactory.getInstance("RSA");
        key = factory.generatePrivate(new RSAPrivateCrtKeySpec(
                number(jwk, "n"),
                number(jwk, "e"),
                number(jwk, "d"),
                number(jwk, "p"),
                number(jwk, "q"),
                number(jwk, "dp"),
                number(jwk, "dq"),
                number(jwk, "qi")));
        publicKey = factory.generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")))
                .getEncoded();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    record Refused(String what, String token, String message) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Refused> refused() throws GeneralSecurityException {
        var good = signed(HEAD, claims(""));
        var parts = good.split("\\.");
        var hmac = unsigned("{\"alg\":\"HS256\"}", claims(""));
        var header = "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}}";
        return Stream.of(
                new Refused("alg none", unsigned("{\"alg\":\"none\"}", claims("")) + ".", "invalid algorithm"),
                new Refused("alg NONE", unsigned("{\"alg\":\"NONE\"}", claims("")) + ".", "invalid algorithm"),
                new Refused("no alg", unsigned("{}", claims("")) + ".", "invalid algorithm"),
                new Refused("the public key as a secret", hmac + "." + hmac(hmac), "invalid algorithm"),
                new Refused("two algs", signed("{\"alg\":\"none\",\"alg\":\"RS256\"}", claims("")), "jwt malformed"),
                new Refused("a key of its own", unsigned(header, claims("")) + "." + parts[2], "invalid signature"),
                new Refused("no signature", parts[0] + "." + parts[1] + ".", "invalid signature"),
                new Refused("without its end", parts[0] + "." + parts[1], "jwt malformed"),
                new Refused(
                        "other claims",
                        parts[0] + "." + base64(claims(",\"x\":1")) + "." + parts[2],
                        "invalid signature"),
                new Refused(
                        "critical and unknown",
                        signed("{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false}", claims("")),
                        "jwt malformed"),
                new Refused("another issuer", signed(HEAD, claims("").replace("here", "there")), "jwt issuer invalid"),
                new Refused("expired", signed(HEAD, claims("").replace("4000000000", "1000000000")), "jwt expired"),
                new Refused(
                        "never expiring",
                        signed(HEAD, claims("").replace("\"exp\"", "\"never\"")),
                        "jwt has no expiry"),
                new Refused(
                        "expiring at infinity",
                        signed(HEAD, claims("").replace("4000000000", "1e999")),
                        "jwt has no expiry"),
                new Refused("not yet valid", signed(HEAD, claims(",\"nbf\":3900000000")), "jwt not active"),
                new Refused(
                        "an id token",
                        signed(HEAD, claims("").replace("\"access\"", "\"id\"")),
                        "jwt is not an access token"),
                new Refused(
                        "a refresh token",
                        signed(HEAD, claims("").replace("\"access\"", "\"refresh\"")),
                        "jwt is not an access token"),
                new Refused("two subjects", signed(HEAD, claims(",\"sub\":\"bob\"")), "jwt malformed"),
                new Refused("no JSON", signed(HEAD, "sub=alice"), "jwt malformed"),
                new Refused("a list", signed(HEAD, "[]"), "jwt malformed"),
                new Refused(
                        "a very long subject",
                        signed(HEAD, claims("").replace("alice", "a".repeat(65))),
                        "jwt subject invalid"),
                new Refused("rubbish", "a.b.c", "jwt malformed"),
                new Refused("encrypted, five parts", good + ".a.b", "jwt malformed"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatDoesNotHoldIsRefusedAndSaysWhy(Refused refused) throws IOException {
        try (var client = http()) {
            var reply = client.ask("GET", "/transactions", "Authorization: Bearer " + refused.token());

            assertThat(reply.status()).as(reply.body()).isEqualTo(401);
            OneShape.check(reply, false);
            assertThat(reply.header("www-authenticate")).isEqualTo("Bearer");
            assertThat(reply.json().get("message").asText()).isEqualTo(refused.message());
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void norDoesItOpenAUsersSocket(Refused refused) throws IOException {
        try (var client = RawHttp.to(port("SOCKET_PORT"))) {
            assertThat(knock(client, "/user/alice?access_token=" + refused.token())
                            .status())
                    .isEqualTo(401);
        }
    }

    /** Only tokens of accounts name their key; one that nobody has signs nothing, whoever really signed. */
    @Test
    void aKeyThatNobodyHasOpensNothing() throws IOException, GeneralSecurityException {
        var token = signed("{\"alg\":\"RS256\",\"kid\":\"no such\"}", claims(""));
        try (var client = http()) {
            assertThat(client.ask("GET", "/transactions", "Authorization: Bearer " + token)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void theOnesTheyWereMadeFromDo() throws IOException, GeneralSecurityException {
        var good = signed(HEAD, claims(""));
        for (var head :
                List.of(HEAD, "{\"alg\":\"RS256\",\"jku\":\"http://evil.example\",\"x5u\":\"http://evil.example\"}")) {
            try (var client = http()) {
                assertThat(client.ask("GET", "/transactions", "Authorization: Bearer " + signed(head, claims("")))
                                .status())
                        .as(head)
                        .isEqualTo(200);
            }
        }
        try (var client = RawHttp.to(port("SOCKET_PORT"))) {
            assertThat(knock(client, "/user/alice?access_token=" + good).status())
                    .isEqualTo(101);
        }
        try (var client = RawHttp.to(port("SOCKET_PORT"))) {
            assertThat(knock(client, "/user/bob?access_token=" + good).status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer TOKEN, 200",
        "bearer TOKEN, 200",
        "BEARER   TOKEN, 200",
        "BearerTOKEN, 401",
        "Token TOKEN, 401",
        "Basic TOKEN, 401",
        "TOKEN, 401",
        "Bearer, 401",
        "'Bearer TOKEN, Bearer TOKEN', 401",
        "Bearer TOKEN x, 401"
    })
    void theSchemeIsBearerInAnyCase(String value, int status) throws IOException, GeneralSecurityException {
        try (var client = http()) {
            var header = "Authorization: " + value.replace("TOKEN", signed(HEAD, claims("")));
            assertThat(client.ask("GET", "/transactions", header).status()).isEqualTo(status);
        }
    }

    @Test
    void twoTokensAreNone() throws IOException, GeneralSecurityException {
        var header = "Authorization: Bearer " + signed(HEAD, claims(""));
        try (var client = http()) {
            var reply = client.ask("GET", "/transactions", header, header);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.json().get("message").asText()).isEqualTo("More than one authorization token was found");
        }
    }

    @Test
    void inTheAddressATokenIsNone() throws IOException, GeneralSecurityException {
        var good = signed(HEAD, claims(""));
        for (var name : List.of("access_token", "token", "authorization")) {
            try (var client = http()) {
                assertThat(client.ask("GET", "/transactions?" + name + "=" + good)
                                .status())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void aTokenOfMoreThanEightKilobytesIsNotRead() throws IOException {
        try (var client = http()) {
            assertThat(client.ask("GET", "/transactions", "Authorization: Bearer " + "a".repeat(9000))
                            .status())
                    .isEqualTo(431);
        }
    }

    private static String claims(String more) {
        return "{\"iss\":\"http://here.example\",\"sub\":\"alice\",\"token_use\":\"access\",\"exp\":4000000000" + more
                + "}";
    }

    private static String unsigned(String head, String claims) {
        return base64(head) + "." + base64(claims);
    }

    private static String signed(String head, String claims) throws GeneralSecurityException {
        var text = unsigned(head, claims);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(text.getBytes(UTF_8));
        return text + "." + base64(signature.sign());
    }

    private static String hmac(String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(publicKey, "HmacSHA256"));
        return base64(mac.doFinal(text.getBytes(UTF_8)));
    }

    private static String base64(String text) {
        return base64(text.getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static BigInteger number(JsonNode jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.get(name).asText()));
    }

    private static RawHttp.Reply knock(RawHttp client, String path) throws IOException {
        return client.ask(
                "GET",
                path,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }

    private static RawHttp http() {
        return RawHttp.to(port("PORT"));
    }

    private static int port(String variable) {
        return Integer.parseInt(String.valueOf(server.settings().get(variable)));
    }
}
