import Kube

extension Timestamp {
    var text: String { description }

    func adding(seconds: Int) -> Timestamp {
        Timestamp(secondsSince1970: secondsSince1970 + Int64(seconds), nanoseconds: nanoseconds)
    }
}
