package com.flexicharge.ocpp.socket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Puts the frames of a text message together. Vert.x would do it too, but neither checks UTF-8 (RFC 6455 §8.1 asks for 1007) nor
 * closes on a message that is too big.
 */
final class MessageAssembly {
    private final int maxBytes;
    private final Consumer<String> onText;
    private final Consumer<CloseCause> onFault;
    private Buffer begun = Buffer.buffer();

    /** @param maxBytes of all frames of a message, inflated */
    MessageAssembly(int maxBytes, Consumer<String> onText, Consumer<CloseCause> onFault) {
        this.maxBytes = maxBytes;
        this.onText = onText;
        this.onFault = onFault;
    }

    void handle(WebSocketFrame frame) {
        if (frame.isBinary()) {
            onFault.accept(CloseCause.BINARY_FRAME);
        } else if (frame.isText() || frame.isContinuation()) {
            append(frame.binaryData(), frame.isFinal());
        }
    }

    private void append(Buffer data, boolean last) {
        if (begun.length() + (long) data.length() > maxBytes) {
            begun = Buffer.buffer();
            onFault.accept(CloseCause.FRAME_TOO_BIG);
            return;
        }
        if (!last) {
            begun.appendBuffer(data);
            return;
        }
        var whole = begun.length() == 0 ? data : begun.appendBuffer(data);
        begun = Buffer.buffer();
        read(whole);
    }

    private void read(Buffer whole) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(whole.getBytes()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            onFault.accept(CloseCause.NOT_UTF8);
            return;
        }
        onText.accept(text);
    }
}
