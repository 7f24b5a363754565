package com.flexicharge.livemetrics.stream;

/** What all sessions together deliver. */
record FleetFigures(long powerW, long energyTodayWh) {}
