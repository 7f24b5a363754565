/** The whole server while its database is away, slow or killed, while it is stopped, and after it was killed itself. */
@NullMarked
package com.flexicharge.launcher.outage;

import org.jspecify.annotations.NullMarked;
