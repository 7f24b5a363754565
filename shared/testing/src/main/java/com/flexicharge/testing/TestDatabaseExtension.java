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
        return databaseOf(context);
    }

    /** For extensions that build on it: what a test of this context is injected. */
    public static TestDatabase databaseOf(ExtensionContext context) {
        return ownedBy(outermostClass(context)).database();
    }

    private static OwnedDatabase ownedBy(ExtensionContext testClass) {
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

    /** Where what a test class and its nested ones share is stored. */
    public static ExtensionContext outermostClass(ExtensionContext context) {
        var outermost = context;
        for (var parent = context.getParent();
                parent.isPresent() && parent.get().getTestClass().isPresent();
                parent = parent.get().getParent()) {
            outermost = parent.get();
        }
        return outermost;
    }
}
