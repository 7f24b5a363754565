@NullMarked
package com.flexicharge.charger.http;

import org.jspecify.annotations.NullMarked;
