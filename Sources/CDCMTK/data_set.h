// What the bodies of cdcmtk.h share. Not for Swift.
#pragma once

#include "dcmtk/config/osconfig.h"

#include "dcmtk/dcmdata/dctk.h"

#include <stdexcept>
#include <string>

#include "cdcmtk.h"

struct cd_data_set {
    DcmDataset value;
    std::string text; // what cd_text answered last
    E_TransferSyntax syntax = EXS_LittleEndianExplicit; // of the pixel data
};

/// Keeps the sentence for cd_error.
void remember(const char *sentence);

[[noreturn]] inline void fail(const std::string &sentence) { throw std::runtime_error(sentence); }

inline void check(const OFCondition &condition) {
    if (condition.bad()) fail(condition.text());
}

/// Runs `body`; where it throws, keeps the reason and answers `otherwise`.
template <typename Body, typename Result>
Result guarded(Result otherwise, Body body) noexcept {
    try {
        return body();
    } catch (const std::exception &error) {
        remember(error.what());
    } catch (...) {
        remember("an unknown error inside DCMTK");
    }
    return otherwise;
}

inline DcmTagKey key(uint32_t tag) { return DcmTagKey(Uint16(tag >> 16), Uint16(tag & 0xFFFF)); }

/// Reads a data set's bytes, as they are; answers their syntax. Recurses as deep as they nest.
E_TransferSyntax parse(DcmDataset &set, const void *bytes, size_t count, const char *transfer_syntax);

/// Codecs registered, logging off (it would print patients' data), an almost empty dictionary.
void start();
/// Loads the dictionary of tags and value representations, for what cannot be read or written without it.
void need_dictionary();
