/** Traces for operators who ask for them: the one place that knows how they are made and sent. Off unless a receiver is named. */
@NullMarked
package com.flexicharge.shared.trace;

import org.jspecify.annotations.NullMarked;
