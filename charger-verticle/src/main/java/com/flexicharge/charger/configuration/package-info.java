@NullMarked
package com.flexicharge.charger.configuration;

import org.jspecify.annotations.NullMarked;
