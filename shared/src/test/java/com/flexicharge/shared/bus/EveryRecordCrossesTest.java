package com.flexicharge.shared.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked, answered and told inside one process can be asked, answered and told between two. */
class EveryRecordCrossesTest {
    private static final RecordCodec CODEC = new RecordCodec();

    static Stream<Class<?>> records() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("com.flexicharge.shared.contract")
                        .stream()
                        .filter(JavaClass::isRecord)
                        .map(JavaClass::reflect)
                        .map(type -> (Class<?>) type);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void everyRecordOfTheContractArrivesAsItWasSent(Class<?> type) {
        var sent = sample(type, type);

        assertThat(crossed(sent)).isEqualTo(sent);
        assertThat(crossed(new Answer.Given((Record) sent))).isEqualTo(new Answer.Given((Record) sent));
    }

    private static Object crossed(Object message) {
        var buffer = Buffer.buffer("before");
        CODEC.encodeToWire(buffer, message);
        return CODEC.decodeFromWire("before".length(), buffer);
    }

    private static Object sample(Class<?> type, Type generic) {
        if (type.isRecord()) {
            return sampleRecord(type);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == Optional.class) {
            return Optional.of(element(generic, 0));
        }
        if (type == List.class) {
            return List.of(element(generic, 0));
        }
        if (type == Set.class) {
            return Set.of(element(generic, 0));
        }
        if (type == Map.class) {
            return Map.of(element(generic, 0), element(generic, 1));
        }
        return plain(type);
    }

    private static Object plain(Class<?> type) {
        Map<Class<?>, Object> samples = Map.ofEntries(
                Map.entry(String.class, "text åäö \"quoted\""),
                Map.entry(int.class, 7),
                Map.entry(Integer.class, 7),
                Map.entry(long.class, 5_000_000_000L),
                Map.entry(Long.class, 5_000_000_000L),
                Map.entry(boolean.class, true),
                Map.entry(Boolean.class, true),
                Map.entry(double.class, 59.3251),
                Map.entry(Double.class, 59.3251),
                Map.entry(Instant.class, Instant.parse("2026-01-02T03:04:05.678901Z")),
                Map.entry(LocalDate.class, LocalDate.of(2026, 1, 2)),
                Map.entry(Duration.class, Duration.ofMillis(1_500)));
        return Optional.ofNullable(samples.get(type))
                .orElseThrow(() -> new IllegalStateException("This test needs a sample of " + type));
    }

    private static Object element(Type generic, int index) {
        var type = ((ParameterizedType) generic).getActualTypeArguments()[index];
        return type instanceof Class<?> plain
                ? sample(plain, plain)
                : sample((Class<?>) ((ParameterizedType) type).getRawType(), type);
    }

    private static Object sampleRecord(Class<?> type) {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(components)
                .map(component -> sample(component.getType(), component.getGenericType()))
                .toArray();
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(type + " has no constructor that can be called", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("This test needs a better sample of " + type, e.getCause());
        }
    }
}
