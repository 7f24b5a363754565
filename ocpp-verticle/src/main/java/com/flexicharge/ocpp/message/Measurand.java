package com.flexicharge.ocpp.message;

/** What was measured (OCPP 1.6 §7.31). */
public enum Measurand implements Word {
    @Spelled("Current.Export")
    CURRENT_EXPORT,
    @Spelled("Current.Import")
    CURRENT_IMPORT,
    @Spelled("Current.Offered")
    CURRENT_OFFERED,
    @Spelled("Energy.Active.Export.Register")
    ENERGY_ACTIVE_EXPORT_REGISTER,
    @Spelled("Energy.Active.Import.Register")
    ENERGY_ACTIVE_IMPORT_REGISTER,
    @Spelled("Energy.Reactive.Export.Register")
    ENERGY_REACTIVE_EXPORT_REGISTER,
    @Spelled("Energy.Reactive.Import.Register")
    ENERGY_REACTIVE_IMPORT_REGISTER,
    @Spelled("Energy.Active.Export.Interval")
    ENERGY_ACTIVE_EXPORT_INTERVAL,
    @Spelled("Energy.Active.Import.Interval")
    ENERGY_ACTIVE_IMPORT_INTERVAL,
    @Spelled("Energy.Reactive.Export.Interval")
    ENERGY_REACTIVE_EXPORT_INTERVAL,
    @Spelled("Energy.Reactive.Import.Interval")
    ENERGY_REACTIVE_IMPORT_INTERVAL,
    FREQUENCY,
    @Spelled("Power.Active.Export")
    POWER_ACTIVE_EXPORT,
    @Spelled("Power.Active.Import")
    POWER_ACTIVE_IMPORT,
    @Spelled("Power.Factor")
    POWER_FACTOR,
    @Spelled("Power.Offered")
    POWER_OFFERED,
    @Spelled("Power.Reactive.Export")
    POWER_REACTIVE_EXPORT,
    @Spelled("Power.Reactive.Import")
    POWER_REACTIVE_IMPORT,
    @Spelled("RPM")
    RPM,
    @Spelled("SoC")
    STATE_OF_CHARGE,
    TEMPERATURE,
    VOLTAGE
}
