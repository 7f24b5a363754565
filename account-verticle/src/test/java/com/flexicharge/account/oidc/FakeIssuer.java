package com.flexicharge.account.oidc;

import com.flexicharge.account.Awaiting;
import com.flexicharge.shared.http.RsaJwk;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;

/** An issuer of OpenID Connect, as far as its discovery, its keys and its tokens go. */
final class FakeIssuer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private volatile JsonObject key = key(1);
    private volatile String name;
    private int keys = 1;

    private FakeIssuer() {
        server = Awaiting.result(vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .end(request.path().endsWith("/.well-known/openid-configuration") ? discovery() : jwks()))
                .listen(0, "localhost"));
        name = url();
    }

    static FakeIssuer start() {
        return new FakeIssuer();
    }

    String url() {
        return "http://localhost:" + server.actualPort() + "/realms/charge";
    }

    void claimToBe(String issuer) {
        name = issuer;
    }

    void rotate() {
        key = key(++keys);
    }

    String token(JsonObject claims) {
        return JWTAuth.create(vertx, new JWTAuthOptions().addJwk(key))
                .generateToken(
                        claims,
                        new JWTOptions()
                                .setAlgorithm("RS256")
                                .setNoTimestamp(true)
                                .setHeader(new JsonObject().put("kid", key.getString("kid"))));
    }

    private static JsonObject key(int number) {
        return RsaJwk.generate().put("kid", "key" + number);
    }

    private String discovery() {
        return new JsonObject()
                .put("issuer", name)
                .put("jwks_uri", url() + "/certs")
                .encode();
    }

    private String jwks() {
        return new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(new JsonObject().put("kty", "EC").put("kid", "of another kind"))
                                .add(RsaJwk.publicPart(key, key.getString("kid"))))
                .encode();
    }

    @Override
    public void close() {
        Awaiting.result(vertx.close().map(true));
    }
}
