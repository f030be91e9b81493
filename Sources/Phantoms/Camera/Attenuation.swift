/// Linear attenuation coefficients at 140 keV, in 1/mm.
public enum Attenuation {
    /// Water and soft tissue: 0.15 /cm.
    public static let softTissue: Float = 0.015
    /// Bone as a whole, spongy and compact: 0.25 to 0.28 /cm in the literature.
    public static let bone: Float = 0.026
    /// Inflated lung: 0.04 to 0.05 /cm.
    public static let lung: Float = 0.0045
    /// Fat.
    public static let fat: Float = 0.0145
    /// Between titanium (0.7 /cm) and cobalt-chromium (2.5 /cm) alloys of artificial joints; an assumed mixture.
    public static let metal: Float = 0.12
}
