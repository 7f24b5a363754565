/** What livemetrics-verticle answers over HTTP. */
@NullMarked
package com.flexicharge.livemetrics.http;

import org.jspecify.annotations.NullMarked;
