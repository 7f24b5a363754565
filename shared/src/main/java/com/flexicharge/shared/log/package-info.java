/** What every log line says besides its words, so that lines can be searched by it. */
@NullMarked
package com.flexicharge.shared.log;

import org.jspecify.annotations.NullMarked;
