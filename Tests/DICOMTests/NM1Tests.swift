import DICOM
import Foundation
import Scintigraphy
import TestSupport
import Testing

/// The real scan, against what pydicom says of it and what its camera counted.
@Suite struct NM1Tests {
    @Test func isReadAsAcquired() throws {
        let read = try DICOMScan([nm1])
        let image = try #require(read.scan.anterior)
        #expect(read.scan.images.count == 1)
        #expect((image.rows, image.columns) == (1024, 256))
        #expect(image.spacing == PixelSpacing(rowMillimetres: 2.26, columnMillimetres: 2.26))
        #expect(image.total == 3_596_452)
        #expect(image.pixels.max() == 278)
        #expect(image.meaning == .counts)
        let source = try #require(read.sources.first)
        #expect(source.transferSyntax.name == "JPEG Lossless, First-Order Prediction")
        #expect(source.imageType == ["DERIVED", "PRIMARY", "WHOLE BODY", "EMISSION"])
        #expect((source.bitsStored, source.isSigned, source.maximum) == (16, true, 278))
    }

    @Test func acquisitionIsTheCameras() throws {
        let acquisition = try BoneScan(dicom: [nm1]).acquisition
        #expect(acquisition.patientID == "8NM1")
        #expect(acquisition.manufacturer == "GE Medical Systems")
        #expect(acquisition.model == "MILLENNIUM MG")
        #expect(acquisition.radionuclide == "Tc99m")
        #expect(acquisition.durationSeconds == 1210.434)
        #expect(acquisition.scanVelocityMillimetresPerSecond == 1.671598)
        #expect(acquisition.scanLengthMillimetres == 1899)
        #expect(acquisition.countsAccumulated == 3_596_452)
    }

    @Test func remarksSayWhatWasFoundAndAssumed() throws {
        let remarks = try BoneScan(dicom: [nm1]).remarks
        #expect(
            remarks.contains(
                Remark(
                    .note,
                    "View: anterior, because its GE Data Set Name (0011,1012) is “WHOLE BODY_E” (GE: E is anterior)."
                )))
        #expect(
            remarks.contains(
                Remark(.note, "Integrity: the pixels sum to Counts Accumulated (0018,0070), 3596452.")))
        #expect(remarks.contains { $0.severity == .warning && $0.text.contains("secondary capture") })
    }
}
