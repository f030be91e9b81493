import Scintigraphy

extension Acquisition {
    /// What a data set says, for the view of `choice`.
    init(_ dataSet: borrowing DataSet, _ choice: FrameChoice) {
        self.init()
        patientID = dataSet.text(.patientID)
        patientName = dataSet.text(.patientName)
        patientSex = dataSet.text(.patientSex)
        patientAge = dataSet.text(.patientAge)
        studyDate = dataSet.text(.studyDate)
        studyDescription = dataSet.text(.studyDescription)
        manufacturer = dataSet.text(.manufacturer)
        model = dataSet.text(.manufacturerModelName)
        station = dataSet.text(.stationName)
        acquisitionTime = dataSet.text(.acquisitionTime)
        countsAccumulated = dataSet.integer(.countsAccumulated)
        durationSeconds = dataSet.positive(.actualFrameDuration).map { $0 / 1000 }
        scanVelocityMillimetresPerSecond = dataSet.positive(.scanVelocity)
        scanLengthMillimetres = dataSet.positive(.scanLength)
        energyWindowKiloelectronvolts = dataSet.energyLimits(ofWindow: choice.energyWindow)
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
        // NM states megabecquerels (PS3.3 C.8.4.10); some cameras write becquerels, as PET does.
        let dose = dataSet.positive(.radionuclideTotalDose, in: item)
        injectedActivityMegabecquerels = dose.map { $0 > 1e5 ? $0 / 1e6 : $0 }
    }
}

extension DataSet {
    fileprivate func positive(_ tag: Tag, in item: Item = .dataSet) -> Double? {
        number(tag, in: item).flatMap { $0 > 0 ? $0 : nil }
    }

    /// Technetium-99m by its codes in SNOMED CT and RT, any other nuclide by its meaning.
    fileprivate func radionuclide(in item: Item) -> String? {
        if ["72454006", "C-163A8"].contains(text(.codeValue, in: item)) { return "Tc-99m" }
        return text(.codeMeaning, in: item)?.replacing("^", with: "")
    }
}
