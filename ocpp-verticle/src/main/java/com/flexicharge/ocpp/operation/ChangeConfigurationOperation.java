package com.flexicharge.ocpp.operation;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.ChangeConfiguration;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.KeyChanged;
import com.flexicharge.shared.contract.charger.CredentialEndpoints;
import com.flexicharge.shared.contract.charger.CredentialEndpoints.PasswordAccepted;
import com.flexicharge.shared.contract.charger.CredentialEndpoints.SecurityProfileAccepted;
import io.vertx.core.Future;

/**
 * ChangeConfiguration (OCPP 1.6 §5.3). An accepted value is noted, be it for after a reboot. {@code AuthorizationKey} is the charger's
 * password and goes to its owner alone; {@code SecurityProfile} raises what the charger must show from now on (security extension
 * §2).
 */
final class ChangeConfigurationOperation implements Operation {
    private final Bus bus;

    ChangeConfigurationOperation(Bus bus) {
        this.bus = bus;
    }

    /** Keys have no letter case (OCPP 1.6 §7.29, CiString). */
    static boolean isAuthorizationKey(String key) {
        return key.equalsIgnoreCase("AuthorizationKey");
    }

    @Override
    public Action action() {
        return Action.CHANGE_CONFIGURATION;
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        if (!ending.accepted()) {
            return Future.succeededFuture();
        }
        var request = Payloads.request(action(), ChangeConfiguration.Request.class, ending.request());
        return isAuthorizationKey(request.key())
                ? passwordChanged(ending, request.value())
                : keyChanged(ending, request).compose(noted -> profileRaised(ending, request));
    }

    private Future<Void> passwordChanged(Ending ending, String password) {
        return bus.ask(
                        CredentialEndpoints.PASSWORD_ACCEPTED,
                        new PasswordAccepted(ending.connectorID(), password, ending.at()))
                .mapEmpty();
    }

    /** No charger has a key without a name; one that accepts it all the same has nothing worth noting. */
    private Future<Void> keyChanged(Ending ending, ChangeConfiguration.Request request) {
        if (request.key().isEmpty()) {
            return Future.succeededFuture();
        }
        return bus.ask(
                        ConfigurationEndpoints.KEY_CHANGED,
                        new KeyChanged(ending.connectorID(), request.key(), request.value(), ending.at()))
                .mapEmpty();
    }

    private Future<Void> profileRaised(Ending ending, ChangeConfiguration.Request request) {
        if (!request.key().equalsIgnoreCase("SecurityProfile")
                || !request.value().matches("[0-3]")) {
            return Future.succeededFuture();
        }
        return bus.ask(
                        CredentialEndpoints.SECURITY_PROFILE_ACCEPTED,
                        new SecurityProfileAccepted(
                                ending.connectorID(), Integer.parseInt(request.value()), ending.at()))
                .mapEmpty();
    }
}
