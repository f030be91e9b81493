import TestSupport

@testable import Phantoms

/// The skeleton that `make setup` installed, read once for all tests.
let installedSkeleton = Result { () throws(PhantomError) in try Skeleton(folder: installed("skeleton")) }
