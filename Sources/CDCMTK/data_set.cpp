// Reading, editing and writing data sets.

#include "data_set.h"

#include "dcmtk/dcmdata/dcistrmb.h"
#include "dcmtk/dcmdata/dcostrmb.h"
#include "dcmtk/dcmdata/dcpixseq.h"
#include "dcmtk/dcmdata/dcpxitem.h"

#include <algorithm>
#include <memory>

namespace {
thread_local std::string last_error;

/// The item that holds the last step's element; null where the way there does not exist.
DcmItem *holder(DcmDataset &set, cd_path path) {
    DcmItem *item = &set;
    for (size_t step = 0; step + 2 <= path.length - (path.length % 2); step += 2) {
        DcmItem *next = nullptr;
        if (item->findAndGetSequenceItem(key(path.steps[step]), next, long(path.steps[step + 1])).bad() || !next)
            return nullptr;
        item = next;
    }
    return item;
}

/// As `holder`, making what is missing.
DcmItem *holder_made(DcmDataset &set, cd_path path) {
    DcmItem *item = &set;
    for (size_t step = 0; step + 2 <= path.length - (path.length % 2); step += 2) {
        DcmItem *next = nullptr;
        const DcmTag tag(key(path.steps[step]), EVR_SQ);
        if (item->findAndGetSequenceItem(tag, next, long(path.steps[step + 1])).bad() || !next)
            check(item->findOrCreateSequenceItem(tag, next, -2)); // -2 appends
        item = next;
    }
    return item;
}

DcmElement *find(DcmDataset &set, cd_path path) {
    DcmItem *item = holder(set, path);
    DcmElement *element = nullptr;
    if (!item || item->findAndGetElement(key(path.steps[path.length - 1]), element).bad()) return nullptr;
    return element;
}

/// Bytes of unknown kind as the text that they probably are: private elements of implicit VR files.
bool bytes_as_text(DcmElement &element, std::string &text) {
    Uint8 *bytes = nullptr;
    constexpr Uint32 longest = 1024;
    if (element.getLength() > longest || element.getUint8Array(bytes).bad() || !bytes) return false;
    text.assign(reinterpret_cast<const char *>(bytes), element.getLength());
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0')) text.pop_back();
    return true;
}

void remove_private(DcmItem &item) {
    for (long index = long(item.card()) - 1; index >= 0; index--) {
        DcmElement *element = item.getElement(static_cast<unsigned long>(index));
        const Uint16 group = element->getGTag();
        const bool retired = (group & 0xFF00) == 0x5000 || (group & 0xFF00) == 0x6000;
        if (group % 2 == 1 || retired) {
            delete item.remove(element);
        } else if (auto *sequence = dynamic_cast<DcmSequenceOfItems *>(element); sequence && element->ident() == EVR_SQ) {
            for (unsigned long child = 0; child < sequence->card(); child++) remove_private(*sequence->getItem(child));
        }
    }
}
} // namespace

void remember(const char *sentence) { last_error = sentence; }
const char *cd_error(void) { return last_error.c_str(); }

E_TransferSyntax parse(DcmDataset &set, const void *bytes, size_t count, const char *transfer_syntax) {
    start();
    const E_TransferSyntax syntax = DcmXfer(transfer_syntax).getXfer();
    if (syntax == EXS_Unknown) fail("DCMTK does not know this transfer syntax");
    if (syntax == EXS_LittleEndianImplicit) need_dictionary();
    DcmInputBufferStream stream;
    stream.setBuffer(bytes, offile_off_t(count));
    stream.setEos();
    set.transferInit();
    check(set.read(stream, syntax, EGL_noChange));
    set.transferEnd();
    return syntax;
}

cd_data_set *cd_parse(const void *bytes, size_t count, const char *transfer_syntax) {
    return guarded<>(static_cast<cd_data_set *>(nullptr), [&] {
        auto set = std::make_unique<cd_data_set>();
        set->syntax = parse(set->value, bytes, count, transfer_syntax);
        // A character set that cannot be converted leaves its text as it is.
        if (set->value.tagExists(DCM_SpecificCharacterSet)) (void)set->value.convertToUTF8();
        return set.release();
    });
}

cd_data_set *cd_copy(const cd_data_set *source) {
    return guarded<>(static_cast<cd_data_set *>(nullptr), [&] { return new cd_data_set{source->value, {}, source->syntax}; });
}

cd_data_set *cd_make(void) {
    return guarded<>(static_cast<cd_data_set *>(nullptr), [] {
        start();
        return new cd_data_set{};
    });
}

void cd_free(cd_data_set *set) { delete set; }

const char *cd_text(cd_data_set *set, cd_path path) {
    return guarded<>(static_cast<const char *>(nullptr), [&]() -> const char * {
        DcmElement *element = find(set->value, path);
        if (!element || element->getLength() == 0 || element->ident() == EVR_SQ) return nullptr;
        if (element->getVR() == EVR_UN) return bytes_as_text(*element, set->text) ? set->text.c_str() : nullptr;
        OFString text;
        if (element->getOFStringArray(text).bad()) return nullptr;
        set->text.assign(text.c_str(), text.length());
        return set->text.c_str();
    });
}

size_t cd_item_count(cd_data_set *set, cd_path path) {
    return guarded<>(size_t(0), [&]() -> size_t {
        auto *sequence = dynamic_cast<DcmSequenceOfItems *>(find(set->value, path));
        return sequence ? sequence->card() : 0;
    });
}

bool cd_set(cd_data_set *set, cd_path path, const char *vr, const char *text) {
    return guarded<>(false, [&] {
        DcmElement *made = nullptr;
        const DcmTag tag(key(path.steps[path.length - 1]), DcmVR(vr));
        check(DcmItem::newDicomElementWithVR(made, tag));
        std::unique_ptr<DcmElement> element(made);
        if (tag.getEVR() != EVR_SQ) check(element->putString(text));
        check(holder_made(set->value, path)->insert(element.get(), /*replaceOld=*/OFTrue));
        element.release();
        return true;
    });
}

bool cd_set_bytes(cd_data_set *set, cd_path path, const uint8_t *bytes, size_t count) {
    return guarded<>(false, [&] {
        DcmElement *made = nullptr;
        check(DcmItem::newDicomElementWithVR(made, DcmTag(key(path.steps[path.length - 1]), EVR_OB)));
        std::unique_ptr<DcmElement> element(made);
        check(element->putUint8Array(bytes, static_cast<unsigned long>(count)));
        check(holder_made(set->value, path)->insert(element.get(), /*replaceOld=*/OFTrue));
        element.release();
        return true;
    });
}

bool cd_set_pixels(cd_data_set *set, const uint16_t *words, size_t count) {
    return guarded<>(false, [&] {
        auto pixels = std::make_unique<DcmPixelData>(DcmTag(DCM_PixelData, EVR_OW));
        check(pixels->putUint16Array(words, static_cast<unsigned long>(count)));
        check(set->value.insert(pixels.get(), /*replaceOld=*/OFTrue));
        pixels.release();
        set->syntax = EXS_LittleEndianExplicit;
        return true;
    });
}

bool cd_set_jpeg(cd_data_set *set, const uint8_t *bytes, size_t count) {
    return guarded<>(false, [&] {
        auto frames = std::make_unique<DcmPixelSequence>(DcmTag(DCM_PixelSequenceTag));
        check(frames->insert(new DcmPixelItem(DcmTag(DCM_PixelItemTag)))); // an empty offset table
        DcmOffsetList offsets;
        check(frames->storeCompressedFrame(offsets, const_cast<uint8_t *>(bytes), Uint32(count), /*fragmentSize=*/0));
        auto pixels = std::make_unique<DcmPixelData>(DcmTag(DCM_PixelData, EVR_OB));
        pixels->putOriginalRepresentation(EXS_JPEGProcess1, nullptr, frames.release());
        check(set->value.insert(pixels.get(), /*replaceOld=*/OFTrue));
        pixels.release();
        set->syntax = EXS_JPEGProcess1;
        return true;
    });
}

bool cd_copy_item(cd_data_set *set, cd_path path, cd_data_set *from, cd_path source) {
    return guarded<>(false, [&] {
        DcmItem *original = holder(from->value, source);
        if (!original) fail("the item to copy is absent");
        *holder_made(set->value, path) = *original;
        return true;
    });
}

bool cd_remove(cd_data_set *set, cd_path path) {
    return guarded<>(false, [&] {
        if (DcmItem *item = holder(set->value, path)) delete item->remove(key(path.steps[path.length - 1]));
        return true;
    });
}

bool cd_remove_private(cd_data_set *set) {
    return guarded<>(false, [&] {
        remove_private(set->value);
        return true;
    });
}

bool cd_keep(cd_data_set *set, const uint32_t *tags, size_t count) {
    return guarded<>(false, [&] {
        auto is_kept = [&](uint32_t tag) {
            return std::binary_search(tags, tags + count, tag) || std::binary_search(tags, tags + count, tag & 0xFFFF0000);
        };
        for (unsigned long index = set->value.card(); index-- > 0;) {
            DcmElement *element = set->value.getElement(index);
            if (!is_kept(uint32_t(element->getGTag()) << 16 | element->getETag())) delete set->value.remove(element);
        }
        set->syntax = EXS_LittleEndianExplicit; // no pixels are left
        return true;
    });
}

bool cd_has_extended_text(cd_data_set *set) {
    return guarded<>(true, [&] { return bool(set->value.containsExtendedCharacters(/*checkAllStrings=*/OFTrue)); });
}

const uint8_t *cd_encoded(cd_data_set *set, size_t *count) {
    return guarded<>(static_cast<const uint8_t *>(nullptr), [&]() -> const uint8_t * {
        need_dictionary();
        const size_t size = set->value.calcElementLength(EXS_LittleEndianExplicit, EET_ExplicitLength);
        set->text.resize(size);
        DcmOutputBufferStream stream(set->text.data(), offile_off_t(size));
        set->value.transferInit();
        check(set->value.write(stream, EXS_LittleEndianExplicit, EET_ExplicitLength, nullptr, EGL_withoutGL));
        set->value.transferEnd();
        *count = size_t(stream.filled());
        return reinterpret_cast<const uint8_t *>(set->text.data());
    });
}

bool cd_write(cd_data_set *set, const char *file) {
    return guarded<>(false, [&] {
        need_dictionary();
        DcmFileFormat format(&set->value);
        const bool is_jpeg = set->syntax == EXS_JPEGProcess1;
        check(format.saveFile(file, is_jpeg ? set->syntax : EXS_LittleEndianExplicit, EET_ExplicitLength, EGL_withoutGL));
        return true;
    });
}
