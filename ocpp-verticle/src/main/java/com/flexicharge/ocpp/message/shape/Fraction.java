package com.flexicharge.ocpp.message.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The most digits a number may have behind the point. Asked of requests only: a charger that computed a limit of 7.826 A in its
 * answer has said something worth keeping.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Fraction {
    int value();
}
