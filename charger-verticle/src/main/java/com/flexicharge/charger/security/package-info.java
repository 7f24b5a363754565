@NullMarked
package com.flexicharge.charger.security;

import org.jspecify.annotations.NullMarked;
