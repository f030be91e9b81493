// The list of functions as text. Program and backend compare theirs: where they differ, the table would be
// read amiss.
static const char ct_signature[] =
#define CT(result, name, arguments) #result " " #name #arguments ";"
#include "functions.h"
#undef CT
    ;
