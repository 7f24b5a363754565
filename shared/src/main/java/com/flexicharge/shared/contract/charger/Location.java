package com.flexicharge.shared.contract.charger;

/** A place on earth in degrees, WGS 84: latitude −90…90, longitude −180…180. */
public record Location(double latitude, double longitude) {
    public Location {
        if (!(latitude >= -90 && latitude <= 90)) {
            throw new IllegalArgumentException("A latitude is between -90 and 90, not " + latitude);
        }
        if (!(longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("A longitude is between -180 and 180, not " + longitude);
        }
    }
}
