package com.flexicharge.shared.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.flexicharge.shared.contract.Refusal;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes a request's body in, as far as it is JSON and not too large. */
final class BodyReader {
    private BodyReader() {}

    /**
     * Expects a paused request and sets it going. Fails with 415, with 413 as soon as the limit is certain to be passed, or with
     * 400 if the client leaves halfway.
     */
    static Future<Buffer> read(HttpServerRequest request, int maxBytes) {
        var length = declaredLength(request);
        if (length > 0 && !MediaType.isJson(request)) {
            return Future.failedFuture(Problem.UNSUPPORTED_MEDIA_TYPE.asFailure());
        }
        if (length > maxBytes) {
            return Future.failedFuture(Problem.tooLarge(maxBytes).asFailure());
        }
        if (request.headers().contains(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE, true)) {
            request.response().writeContinue();
        }
        return collect(request, maxBytes)
                .compose(body -> body.length() == 0 || MediaType.isJson(request)
                        ? Future.succeededFuture(body)
                        : Future.failedFuture(Problem.UNSUPPORTED_MEDIA_TYPE.asFailure()));
    }

    /** @throws Refusal {@code invalidJson} */
    static JsonNode parse(Buffer body) {
        try {
            var json = body.length() == 0 ? JsonNodeFactory.instance.objectNode() : Json.read(body);
            return json.isMissingNode() ? JsonNodeFactory.instance.objectNode() : json;
        } catch (IOException e) {
            throw Refusal.invalid("The body is not valid JSON.", List.of(new Refusal.Fault("", "invalidJson")));
        }
    }

    private static Future<Buffer> collect(HttpServerRequest request, int maxBytes) {
        var read = Promise.<Buffer>promise();
        var body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > maxBytes) {
                read.tryFail(Problem.tooLarge(maxBytes).asFailure());
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(failure -> read.tryFail(Problem.CLIENT_GONE.asFailure()));
        request.endHandler(end -> read.tryComplete(body));
        request.resume();
        return read.future();
    }

    /** 0 where none is declared: such a body is measured as it comes. */
    private static long declaredLength(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaderNames.CONTENT_LENGTH))
                .flatMap(digits -> Numbers.parse(digits, 0, Long.MAX_VALUE))
                .orElse(0L);
    }
}
