package com.flexicharge.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Injects {@link TestDatabase}. The server is started once a JVM and kept in the root store; each top-level test class gets a
 * database of its own, nested classes share their outermost class's.
 */
public final class TestDatabaseExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(TestDatabaseExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return databaseOf(outermostClass(context)).database();
    }

    private static OwnedDatabase databaseOf(ExtensionContext testClass) {
        var server = testClass
                .getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(TestServer.class, key -> TestServer.find(), TestServer.class);
        return testClass
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        OwnedDatabase.class,
                        key -> OwnedDatabase.create(server, testClass.getRequiredTestClass()),
                        OwnedDatabase.class);
    }

    private static ExtensionContext outermostClass(ExtensionContext context) {
        var outermost = context;
        for (var parent = context.getParent();
                parent.isPresent() && parent.get().getTestClass().isPresent();
                parent = parent.get().getParent()) {
            outermost = parent.get();
        }
        return outermost;
    }
}
