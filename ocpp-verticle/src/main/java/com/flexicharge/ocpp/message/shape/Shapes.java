package com.flexicharge.ocpp.message.shape;

import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.ocpp.message.Term;
import com.flexicharge.ocpp.message.Word;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Derives shapes from the types and annotations of record components, once per type when the program starts. */
final class Shapes {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private Shapes() {}

    static <T> RecordShape<T> record(Class<T> type) {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return new RecordShape<>(
                    type,
                    type.getDeclaredConstructor(types),
                    Arrays.stream(components).map(Shapes::member).toList());
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("A record lacks its constructor: " + type.getName(), impossible);
        }
    }

    private static Member member(RecordComponent component) {
        var wrapped = component.getType() == Optional.class;
        var required = !wrapped || component.isAnnotationPresent(Required.class);
        var type = wrapped ? argument(component.getGenericType()) : component.getGenericType();
        return new Member(
                component.getName(), shape(type, component, required), required, wrapped, component.getAccessor());
    }

    private static Shape shape(Type type, AnnotatedElement limits, boolean required) {
        if (type == String.class) {
            return new TextShape(most(limits), !required);
        }
        if (type == int.class || type == Integer.class) {
            return IntegerShape.ofInt(least(limits, Integer.MIN_VALUE));
        }
        if (type == long.class || type == Long.class) {
            return IntegerShape.ofLong(least(limits, Long.MIN_VALUE));
        }
        if (type == boolean.class || type == Boolean.class) {
            return new FlagShape();
        }
        if (type == BigDecimal.class) {
            return new DecimalShape(mostBehindPoint(limits));
        }
        if (type == ChargerTime.class) {
            return new TimeShape();
        }
        return type instanceof ParameterizedType generic ? generic(generic, limits) : named((Class<?>) type);
    }

    private static Shape generic(ParameterizedType type, AnnotatedElement limits) {
        if (type.getRawType() == List.class) {
            return new ListShape(shape(argument(type), limits, true), least(limits, 0));
        }
        if (type.getRawType() == Term.class) {
            return term((Class<?>) argument(type));
        }
        throw new IllegalStateException("No shape is known for " + type);
    }

    private static Shape named(Class<?> type) {
        return type.isEnum() ? word(type) : record(type);
    }

    @SuppressWarnings("unchecked") // checked just before
    private static <E extends Enum<E> & Word> Shape word(Class<?> type) {
        if (!Word.class.isAssignableFrom(type)) {
            throw new IllegalStateException("An enum in a message is a Word, but " + type.getName() + " is none");
        }
        return new WordShape<>((Class<E>) type);
    }

    @SuppressWarnings("unchecked") // Term's own bound holds it
    private static <E extends Enum<E> & Word> Shape term(Class<?> type) {
        return new TermShape<>((Class<E>) type);
    }

    private static Type argument(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static int most(AnnotatedElement limits) {
        var length = limits.getAnnotation(Length.class);
        return length == null ? UNLIMITED : length.value();
    }

    private static int mostBehindPoint(AnnotatedElement limits) {
        var fraction = limits.getAnnotation(Fraction.class);
        return fraction == null ? UNLIMITED : fraction.value();
    }

    private static long least(AnnotatedElement limits, long otherwise) {
        var least = limits.getAnnotation(AtLeast.class);
        return least == null ? otherwise : least.value();
    }
}
