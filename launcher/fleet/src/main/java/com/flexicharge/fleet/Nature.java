package com.flexicharge.fleet;

/** All that makes a charger one and not another. */
record Nature(Dialect dialect, Make make, Tempo tempo, Temper temper, Orders orders) {}
