package com.flexicharge.ocpp.durable;

import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command as its row has it.
 *
 * @param number rises in the order in which they were made
 * @param sealed the request with its secrets; absent: it has none, or they are not needed any more
 */
record StoredCommand(long number, Command command, @Nullable Buffer sealed, boolean patient) {
    String id() {
        return command.id();
    }

    Optional<Buffer> sealedRequest() {
        return Optional.ofNullable(sealed);
    }
}
