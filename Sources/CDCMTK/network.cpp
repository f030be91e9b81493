// Associations that we ask for: C-ECHO and C-STORE.

#include "data_set.h"

#include "dcmtk/dcmnet/assoc.h"
#include "dcmtk/dcmnet/dcmtrans.h"
#include "dcmtk/dcmnet/dimse.h"

#include <csignal>
#include <cstdio>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <sys/socket.h>

struct cd_association {
    T_ASC_Network *network = nullptr;
    T_ASC_Association *value = nullptr;
    int32_t seconds = 0;
    bool is_broken = false;
};

namespace {
/// While it lives, a connection that the other side has closed is an error and not the end of the process.
class BrokenPipesIgnored {
    sigset_t pipe, before;
    bool was_pending;

    bool is_pending() const {
        sigset_t pending;
        sigpending(&pending);
        return sigismember(&pending, SIGPIPE) == 1;
    }

  public:
    BrokenPipesIgnored() {
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        was_pending = is_pending();
        pthread_sigmask(SIG_BLOCK, &pipe, &before);
    }
    ~BrokenPipesIgnored() {
        int taken = 0;
        if (!was_pending && is_pending()) sigwait(&pipe, &taken);
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
    }
    BrokenPipesIgnored(const BrokenPipesIgnored &) = delete;
    BrokenPipesIgnored &operator=(const BrokenPipesIgnored &) = delete;
};

/// DCMTK speaks IPv4. Answers the address in numbers, so that nobody looks the name up again.
std::string address(const char *host) {
    addrinfo wanted{};
    wanted.ai_family = AF_INET;
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (const int failure = getaddrinfo(host, nullptr, &wanted, &found); failure != 0 || !found)
        fail(std::string("the host is not known (") + gai_strerror(failure) + ")");
    std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, freeaddrinfo);
    char text[NI_MAXHOST];
    if (getnameinfo(found->ai_addr, found->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) != 0)
        fail("the host has no address");
    return text;
}

/// PS3.8 table 9-21.
std::string rejection(T_ASC_Parameters *parameters) {
    T_ASC_RejectParameters rejected{};
    ASC_getRejectParameters(parameters, &rejected);
    switch (rejected.reason) {
    case ASC_REASON_SU_CALLEDAETITLENOTRECOGNIZED: return "it does not know the called AE title";
    case ASC_REASON_SU_CALLINGAETITLENOTRECOGNIZED: return "it does not know our AE title";
    case ASC_REASON_SU_APPCONTEXTNAMENOTSUPPORTED: return "it does not support the application context";
    case ASC_REASON_SP_PRES_TEMPORARYCONGESTION: return "it is congested; try again later";
    case ASC_REASON_SP_PRES_LOCALLIMITEXCEEDED: return "it has as many associations as it allows; try again later";
    case ASC_REASON_SP_ACSE_PROTOCOLVERSIONNOTSUPPORTED: return "it does not support the protocol version";
    default: return "it gave no reason";
    }
}

/// In one line.
std::string words(const OFCondition &condition) {
    std::string text = condition.text();
    const size_t end = text.find('\n');
    return end == std::string::npos ? text : text.substr(0, end);
}

void propose(T_ASC_Parameters *parameters, const cd_context *contexts, size_t count) {
    if (count == 0 || count > cd_most_contexts) fail("an association has from 1 to 128 presentation contexts");
    for (size_t index = 0; index < count; index++) {
        const char *syntaxes[] = {contexts[index].transfer_syntax};
        check(ASC_addPresentationContext(parameters, T_ASC_PresentationContextID(2 * index + 1),
                                         contexts[index].abstract_syntax, syntaxes, 1));
    }
}

/// The accepted context of exactly these syntaxes; 0 where there is none.
T_ASC_PresentationContextID accepted(T_ASC_Association *association, cd_context wanted) {
    for (int index = 0; index < ASC_countPresentationContexts(association->params); index++) {
        T_ASC_PresentationContext context{};
        if (ASC_getPresentationContext(association->params, index, &context).bad()) continue;
        if (context.resultReason == ASC_P_ACCEPTANCE && std::strcmp(context.abstractSyntax, wanted.abstract_syntax) == 0 &&
            std::strcmp(context.acceptedTransferSyntax, wanted.transfer_syntax) == 0)
            return context.presentationContextID;
    }
    return 0;
}

void set_timeouts(int32_t seconds) {
    dcmConnectionTimeout.set(seconds);
    dcmSocketSendTimeout.set(seconds);
    dcmSocketReceiveTimeout.set(seconds);
}

void discard(cd_association *association) {
    if (association->value) (void)ASC_destroyAssociation(&association->value);
    if (association->network) (void)ASC_dropNetwork(&association->network);
    delete association;
}
using Association = std::unique_ptr<cd_association, decltype(&discard)>;
} // namespace

cd_association *cd_associate(const char *calling, const char *called, const char *host, uint16_t port,
                             const cd_context *contexts, size_t count, int32_t seconds) {
    return guarded<>(static_cast<cd_association *>(nullptr), [&] {
        start();
        need_dictionary();
        BrokenPipesIgnored ignored;
        const std::string peer = address(host) + ":" + std::to_string(port);
        set_timeouts(seconds);
        Association association(new cd_association{}, discard);
        association->seconds = seconds;
        check(ASC_initializeNetwork(NET_REQUESTOR, 0, seconds, &association->network));
        T_ASC_Parameters *parameters = nullptr;
        check(ASC_createAssociationParameters(&parameters, ASC_DEFAULTMAXPDU));
        std::unique_ptr<T_ASC_Parameters, void (*)(T_ASC_Parameters *)> unused(
            parameters, [](T_ASC_Parameters *p) { (void)ASC_destroyAssociationParameters(&p); });
        check(ASC_setAPTitles(parameters, calling, called, nullptr));
        check(ASC_setPresentationAddresses(parameters, "localhost", peer.c_str()));
        propose(parameters, contexts, count);
        const OFCondition asked = ASC_requestAssociation(association->network, parameters, &association->value,
                                                         nullptr, nullptr, DUL_NOBLOCK, seconds);
        if (association->value) unused.release(); // it owns them
        if (asked == DUL_ASSOCIATIONREJECTED) fail("the association was rejected: " + rejection(parameters));
        if (asked.bad()) fail(words(asked));
        return association.release();
    });
}

bool cd_accepts(cd_association *association, cd_context context) {
    return guarded<>(false, [&] { return accepted(association->value, context) != 0; });
}

bool cd_echo(cd_association *association, uint16_t *status) {
    return guarded<>(false, [&] {
        BrokenPipesIgnored ignored;
        DcmDataset *detail = nullptr;
        DIC_US answer = 0;
        const OFCondition sent =
            DIMSE_echoUser(association->value, association->value->nextMsgID++, DIMSE_NONBLOCKING, association->seconds,
                           &answer, &detail);
        delete detail;
        association->is_broken = sent.bad();
        if (sent.bad()) fail(words(sent));
        *status = answer;
        return true;
    });
}

bool cd_store(cd_association *association, const void *bytes, size_t count, cd_context context, const char *instance,
              uint16_t *status) {
    return guarded<>(false, [&] {
        const T_ASC_PresentationContextID id = accepted(association->value, context);
        if (id == 0) fail("the other node takes no objects of this kind in this coding");
        DcmDataset set;
        (void)parse(set, bytes, count, context.transfer_syntax);
        T_DIMSE_C_StoreRQ request{};
        T_DIMSE_C_StoreRSP response{};
        request.MessageID = association->value->nextMsgID++;
        std::snprintf(request.AffectedSOPClassUID, sizeof request.AffectedSOPClassUID, "%s", context.abstract_syntax);
        std::snprintf(request.AffectedSOPInstanceUID, sizeof request.AffectedSOPInstanceUID, "%s", instance);
        request.DataSetType = DIMSE_DATASET_PRESENT;
        request.Priority = DIMSE_PRIORITY_MEDIUM;
        BrokenPipesIgnored ignored;
        DcmDataset *detail = nullptr;
        const OFCondition sent =
            DIMSE_storeUser(association->value, id, &request, nullptr, &set, nullptr, nullptr, DIMSE_NONBLOCKING,
                            association->seconds, &response, &detail);
        delete detail;
        association->is_broken = sent.bad();
        if (sent.bad()) fail(words(sent));
        *status = response.DimseStatus;
        return true;
    });
}

void cd_release(cd_association *association) {
    if (!association) return;
    (void)guarded<>(false, [&] {
        BrokenPipesIgnored ignored;
        if (association->is_broken || ASC_releaseAssociation(association->value).bad())
            (void)ASC_abortAssociation(association->value);
        discard(association);
        return true;
    });
}
