/// The program's version, as reports and derived images name it.
let version = "0.1.0"

/// Name and version.
let software = "bonescan \(version)"
