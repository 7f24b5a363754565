package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.module.VerticleModule;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class OcppModuleTest {
    @Test
    void theLauncherFindsItByItsName() {
        assertThat(ServiceLoader.load(VerticleModule.class))
                .extracting(VerticleModule::name)
                .containsExactly("ocpp");
    }
}
