package com.flexicharge.shared.contract;

import com.flexicharge.shared.bus.Endpoint;
import java.time.Duration;

/** What every process answers for each module it runs. */
public interface ModuleEndpoints {
    record AreYouThere() {}

    /** @param node name of the process */
    record Here(String node) {}

    /** One answers that runs this module and has started it. */
    static Endpoint<AreYouThere, Here> areYouThere(String module) {
        return Endpoint.of("module." + module, AreYouThere.class, Here.class).within(Duration.ofSeconds(2));
    }
}
