internal import FoundationEssentials

/// What the clouds' answers mean (docs/mobile-number.md §8.2 and §8.3 have the codes and where they are from).
enum CloudAnswer {
  private struct Aliyun: Decodable {
    var Code: String
  }

  private struct Tencent: Decodable {
    struct Response: Decodable {
      var Error: Code?
      var SendStatusSet: [Code]?
    }
    struct Code: Decodable {
      var Code: String
    }
    var Response: Response
  }

  /// The beginnings of codes, and what they mean; the first that fits holds.
  private static let meanings: [CloudGateway.Service: [(String, SendOutcome)]] = [
    .aliyun: [
      ("isv.MOBILE_NUMBER_ILLEGAL", .refused(.number)), ("isv.BUSINESS_LIMIT_CONTROL", .refused(.limit)),
      ("isv.DAY_LIMIT_CONTROL", .refused(.limit)), ("isv.MONTH_LIMIT_CONTROL", .refused(.limit)),
      ("isp.SYSTEM_ERROR", .unanswered), ("isp.RAM_PERMISSION_DENY", .refused(.account)),
      ("isv.", .refused(.account)), ("InvalidAccessKeyId", .refused(.account)),
      ("SignatureDoesNotMatch", .refused(.account)), ("IncompleteSignature", .refused(.account)),
      ("InvalidTimeStamp", .refused(.account)), ("Forbidden", .refused(.account)),
      ("NoPermission", .refused(.account)), ("Throttling", .notReached), ("ServiceUnavailable", .notReached),
      ("InternalError", .unanswered),
    ],
    .tencent: [
      ("InvalidParameterValue.IncorrectPhoneNumber", .refused(.number)),
      ("FailedOperation.PhoneNumberInBlacklist", .refused(.number)), ("LimitExceeded", .refused(.limit)),
      ("RequestLimitExceeded", .notReached), ("InternalError", .unanswered),
      ("AuthFailure", .refused(.account)), ("UnauthorizedOperation", .refused(.account)),
      ("FailedOperation", .refused(.account)), ("UnsupportedOperation", .refused(.account)),
      ("InvalidParameterValue", .refused(.account)),
    ],
  ]

  /// What an answer means; one that says nothing that is known may have been given after the message was taken.
  static func outcome(_ service: CloudGateway.Service, status: Int, body: [UInt8]) -> SendOutcome {
    guard let code = code(service, body) else { return .unanswered }
    switch service {
    case .aliyun where code == "OK" && status == 200: return .accepted
    case .tencent where code == "Ok" && status == 200: return .accepted
    default: break
    }
    let meaning = meanings[service]?.first { code.hasPrefix($0.0) }?.1
    return meaning ?? (status >= 500 ? .unanswered : .refused(.unsaid))
  }

  private static func code(_ service: CloudGateway.Service, _ body: [UInt8]) -> String? {
    switch service {
    case .aliyun: return try? JSONDecoder().decode(Aliyun.self, from: Data(body)).Code
    case .tencent:
      let response = try? JSONDecoder().decode(Tencent.self, from: Data(body)).Response
      return response?.Error?.Code ?? response?.SendStatusSet?.first?.Code
    }
  }
}
