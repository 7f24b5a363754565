/**
 * A fleet charges while the program, its database and the wires between them are broken by a seeded plan; afterwards what the
 * fleet was told is held against the database.
 */
@NullMarked
package com.flexicharge.launcher.faults;

import org.jspecify.annotations.NullMarked;
