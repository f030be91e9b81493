import Scintigraphy

extension Acquisition {
    /// What a data set says, for the view of `choice`.
    init(_ dataSet: borrowing DataSet, _ choice: FrameChoice) {
        self.init()
        patientID = dataSet.text(.patientID)
        patientName = dataSet.text(.patientName)
        patientSex = dataSet.text(.patientSex)
        patientAge = dataSet.text(.patientAge)
        patientSizeMetres = dataSet.positive(.patientSize, upTo: 3)
        patientWeightKilograms = dataSet.positive(.patientWeight, upTo: 1000)
        studyDate = dataSet.text(.studyDate)
        studyDescription = dataSet.text(.studyDescription)
        indication = dataSet.indication
        manufacturer = dataSet.text(.manufacturer)
        model = dataSet.text(.manufacturerModelName)
        station = dataSet.text(.stationName)
        acquisitionDate = dataSet.text(.acquisitionDate)
        acquisitionTime = dataSet.text(.acquisitionTime)
        countsAccumulated = dataSet.statedCounts
        durationSeconds = dataSet.positive(.actualFrameDuration, unit: 1e-3)
        scanVelocityMillimetresPerSecond = dataSet.positive(.scanVelocity)
        scanLengthMillimetres = dataSet.positive(.scanLength)
        let limits = dataSet.energyLimits(ofWindow: choice.energyWindow)
        energyWindowKiloelectronvolts = limits.flatMap { $0.upperBound <= .plausible ? $0 : nil }
        let detector = Tag.detectorInformationSequence[choice.detector - 1]
        collimator = dataSet.text(.collimatorGridName, in: detector) ?? dataSet.text(.collimatorGridName)
        readRadiopharmaceutical(dataSet)
    }

    private mutating func readRadiopharmaceutical(_ dataSet: borrowing DataSet) {
        let item = Tag.radiopharmaceuticalInformationSequence[0]
        radionuclide =
            dataSet.radionuclide(in: item / Tag.radionuclideCodeSequence[0])
            ?? dataSet.text(.radionuclide, in: item) ?? dataSet.text(.geRadionuclideName)
        radiopharmaceutical =
            dataSet.text(.radiopharmaceutical, in: item)
            ?? dataSet.text(.codeMeaning, in: item / Tag.radiopharmaceuticalCodeSequence[0])
        injectionTime = dataSet.text(.radiopharmaceuticalStartTime, in: item)
        if let moment = dataSet.text(.radiopharmaceuticalStartDateTime, in: item) {
            readInjection(moment)
        }
        // NM states megabecquerels (PS3.3 C.8.4.10); some cameras write becquerels, as PET does.
        injectedActivityMegabecquerels =
            dataSet.positive(.radionuclideTotalDose, in: item, upTo: 1e5)
            ?? dataSet.positive(.radionuclideTotalDose, in: item, unit: 1e-6)
    }

    /// yyyyMMddhhmmss.ffffff&ZZXX, of which all but the year may be left out; the offset from UTC is.
    private mutating func readInjection(_ moment: String) {
        let local = moment.prefix { $0 != "+" && $0 != "-" }
        guard local.count >= 8 else { return }
        injectionDate = String(local.prefix(8))
        if local.count > 8 { injectionTime = String(local.dropFirst(8)) }
    }
}

extension Double {
    /// Above this, no time, length, energy or activity in our units is believed.
    fileprivate static let plausible = 1e6
}

extension DataSet {
    /// Counts Accumulated, over all frames; a camera that does not know writes 0.
    var statedCounts: Int? { integer(.countsAccumulated).flatMap { $0 > 0 ? $0 : nil } }

    /// Why the examination was asked for; what comes nearest to it where that is not stated, and what it is.
    fileprivate var indication: String? {
        let request = Tag.requestAttributesSequence[0]
        if let reason = text(.reasonForRequestedProcedure) ?? text(.reasonForRequestedProcedure, in: request)
        {
            return reason
        }
        let procedure =
            text(.requestedProcedureDescription) ?? text(.requestedProcedureDescription, in: request)
        if let procedure { return "\(procedure) (requested procedure)" }
        let diagnoses = texts(.admittingDiagnosesDescription).filter { !$0.isEmpty }
        return diagnoses.isEmpty ? nil : "\(diagnoses.joined(separator: "; ")) (admitting diagnosis)"
    }

    /// A number times its unit; nil where it is 0, negative or beyond what can be believed.
    fileprivate func positive(
        _ tag: Tag, in item: Item = .dataSet, unit: Double = 1, upTo limit: Double = .plausible
    ) -> Double? {
        number(tag, in: item).map { $0 * unit }.flatMap { $0 > 0 && $0 <= limit ? $0 : nil }
    }

    /// Technetium-99m by its codes in SNOMED CT and RT, any other nuclide by its meaning.
    fileprivate func radionuclide(in item: Item) -> String? {
        if ["72454006", "C-163A8"].contains(text(.codeValue, in: item)) { return "Tc-99m" }
        return text(.codeMeaning, in: item)?.replacing("^", with: "")
    }
}
