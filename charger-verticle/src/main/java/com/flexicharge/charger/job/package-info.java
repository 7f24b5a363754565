@NullMarked
package com.flexicharge.charger.job;

import org.jspecify.annotations.NullMarked;
