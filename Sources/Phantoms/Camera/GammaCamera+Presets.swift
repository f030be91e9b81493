extension GammaCamera {
    /// Siemens Symbia or Intevo: detector and LEHR as in OpenGATE's model, 15 % window, typical pixel.
    public static let symbia = GammaCamera(name: "Siemens Symbia", energyWindow: 0.15, pixel: 2.4)

    /// The pixel of GE's whole-body scans (NEMA WG-04 NM1); typical in all else: LEHR, 20 %.
    public static let ge = GammaCamera(name: "GE", pixel: 2.26)

    /// A pixel and detector that are typical of AnyScan, not its maker's figures.
    public static let anyScan = GammaCamera(name: "Mediso AnyScan", pixel: 2.3)

    /// The cameras from which a simulated department chooses.
    public static let presets: [GammaCamera] = [.symbia, .ge, .anyScan]
}
