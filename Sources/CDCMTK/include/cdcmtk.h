#ifndef CDCMTK_H
#define CDCMTK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A C face of DCMTK's data sets, pixel codecs and network, with OpenJPEG for JPEG 2000.
//
// Ownership: cd_parse, cd_copy and cd_make answer a data set that the caller gives back with cd_free. Text and bytes that
// a function answers belong to the data set and last until the next call with the same data set.
// Errors: what can fail answers NULL or false, and cd_error then says why, for the calling thread, without
// the name of a file. No C++ exception leaves.
// Threads: one data set is used by one thread at a time; different ones are independent.
// Trust: cd_parse and cd_store recurse as deep as their bytes nest. Give them only what DICOM's PartTenFile let through.

typedef struct cd_data_set cd_data_set;

// Where an element is: tags (group << 16 | element) and item numbers by turns, as in
// {0x00540012, 0, 0x00540013, 0, 0x00540014}. An odd length names an element, an even one an item.
typedef struct {
    const uint32_t *steps;
    size_t length;
} cd_path;

const char *cd_error(void);

// Reads a data set without its file meta information. Text is made UTF-8 where the character set is known.
cd_data_set *cd_parse(const void *bytes, size_t count, const char *transfer_syntax);
cd_data_set *cd_copy(const cd_data_set *source);
// A data set without elements.
cd_data_set *cd_make(void);
void cd_free(cd_data_set *set);

// The value of an element as text, several values parted by backslashes; NULL where it is absent or empty.
const char *cd_text(cd_data_set *set, cd_path element);
// The number of items of a sequence; 0 where it is absent.
size_t cd_item_count(cd_data_set *set, cd_path sequence);

// Decodes every frame into little-endian cells of Bits Allocated bits, frame by frame, row by row.
// `size` is rows x columns x frames x samples of a pixel x bytes of one cell; anything else is refused. Three samples of a
// pixel are red, green and blue, by turns.
bool cd_decode(cd_data_set *set, void *cells, size_t size);

// Sets an element, making the sequences and items on its way. An item one past the last is appended.
// `vr` is two letters of the standard; "SQ" makes an empty sequence.
bool cd_set(cd_data_set *set, cd_path element, const char *vr, const char *text);
// Sets an element of bytes (OB). `count` is even.
bool cd_set_bytes(cd_data_set *set, cd_path element, const uint8_t *bytes, size_t count);
// Replaces the pixel data by 16-bit words.
bool cd_set_pixels(cd_data_set *set, const uint16_t *words, size_t count);
// Replaces the pixel data by one frame, a baseline JPEG as it is.
bool cd_set_jpeg(cd_data_set *set, const uint8_t *bytes, size_t count);
// Puts a copy of an item of another data set where `item` says.
bool cd_copy_item(cd_data_set *set, cd_path item, cd_data_set *from, cd_path source);
// Removes an element; one that is absent is no error.
bool cd_remove(cd_data_set *set, cd_path element);
// Removes, at every depth, private elements and retired curves (50xx) and overlays (60xx).
bool cd_remove_private(cd_data_set *set);

// Removes all elements of the data set itself but these tags, in ascending order. A tag of element 0 keeps its group.
bool cd_keep(cd_data_set *set, const uint32_t *tags, size_t count);

// Whether text somewhere has bytes beyond ASCII.
bool cd_has_extended_text(cd_data_set *set);
// The data set without file meta information, in explicit VR little endian; NULL where it cannot be coded.
const uint8_t *cd_encoded(cd_data_set *set, size_t *count);
// Writes a Part 10 file: explicit VR little endian, JPEG baseline after cd_set_jpeg.
bool cd_write(cd_data_set *set, const char *file);

// An association with another node, asked for by us. One thread uses it at a time.
typedef struct cd_association cd_association;

// An abstract and a transfer syntax that are proposed together.
typedef struct {
    const char *abstract_syntax;
    const char *transfer_syntax;
} cd_context;

enum { cd_most_contexts = 128 };

// Asks `called` at host:port for an association. No step of it, nor of what follows, waits longer than `seconds`.
cd_association *cd_associate(const char *calling, const char *called, const char *host, uint16_t port,
                             const cd_context *contexts, size_t count, int32_t seconds);
// Whether the other node took this context.
bool cd_accepts(cd_association *association, cd_context context);
// C-ECHO. False where no status came back.
bool cd_echo(cd_association *association, uint16_t *status);
// C-STORE of a data set without its file meta information, as its bytes are coded. False where no status came back.
bool cd_store(cd_association *association, const void *bytes, size_t count, cd_context context, const char *instance,
              uint16_t *status);
// Ends it, in order where it still stands, and frees it.
void cd_release(cd_association *association);

#ifdef __cplusplus
}
#endif
#endif
