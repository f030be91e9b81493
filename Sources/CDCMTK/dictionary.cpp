// Start of DCMTK, and its dictionary, of which a file with explicit value representations needs almost nothing.

#include "data_set.h"

#include "dcmtk/dcmdata/dcdicent.h"
#include "dcmtk/dcmdata/dcrledrg.h"
#include "dcmtk/dcmjpeg/djdecode.h"
#include "dcmtk/dcmjpls/djdecode.h"
#include "dcmtk/oflog/oflog.h"

#include <cstdlib>
#include <mutex>

namespace {
constexpr const char *search_path = "DCMDICTPATH";

/// The elements that DCMTK's decoders set by tag alone.
constexpr struct {
    Uint16 group, element;
    DcmEVR vr;
} set_by_decoders[] = {
    {0x0008, 0x0005, EVR_CS}, {0x0028, 0x0002, EVR_US}, {0x0028, 0x0004, EVR_CS}, {0x0028, 0x0006, EVR_US},
    {0x0028, 0x0008, EVR_IS}, {0x0028, 0x0100, EVR_US}, {0x0028, 0x0101, EVR_US}, {0x0028, 0x0102, EVR_US},
    {0x0028, 0x0103, EVR_US}, {0x0028, 0x2110, EVR_CS}, {0x7FE0, 0x0010, EVR_OW},
};

/// DCMTK reads 430 kB of dictionary, which takes 7 ms, when it first looks up a tag. Point it elsewhere for
/// that moment. Where the user names a dictionary, DCMTK has its way.
void start_with_small_dictionary() {
    if (std::getenv(search_path)) return;
    setenv(search_path, "/dev/null", 0);
    DcmDataDictionary &dictionary = dcmDataDict.wrlock();
    for (const auto &entry : set_by_decoders)
        dictionary.addEntry(
            new DcmDictEntry(entry.group, entry.element, entry.vr, "Known", 1, 1, nullptr, OFTrue, nullptr));
    dcmDataDict.wrunlock();
    unsetenv(search_path);
}
} // namespace

void start() {
    static std::once_flag once;
    std::call_once(once, [] {
        OFLog::configure(OFLogger::OFF_LOG_LEVEL);
        DcmRLEDecoderRegistration::registerCodecs();
        DJDecoderRegistration::registerCodecs();
        DJLSDecoderRegistration::registerCodecs();
        start_with_small_dictionary();
    });
}

void need_dictionary() {
    static std::mutex mutex;
    std::lock_guard lock(mutex);
    constexpr int whole = 1000; // entries; the standard has about 5,000
    DcmDataDictionary &dictionary = dcmDataDict.wrlock();
    if (dictionary.numberOfEntries() < whole) dictionary.reloadDictionaries(OFTrue, OFTrue);
    const bool loaded = dictionary.numberOfEntries() >= whole;
    dcmDataDict.wrunlock();
    if (!loaded)
        fail("DCMTK's data dictionary dicom.dic is missing: install libdcmtk17 (Debian) or dcmtk (Homebrew), "
             "or set DCMDICTPATH to the file");
}
