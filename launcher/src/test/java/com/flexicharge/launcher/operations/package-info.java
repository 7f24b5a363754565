/** Whether what is shipped for those who watch the server asks for what the server has. */
@NullMarked
package com.flexicharge.launcher.operations;

import org.jspecify.annotations.NullMarked;
