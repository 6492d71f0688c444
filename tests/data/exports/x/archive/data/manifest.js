window.__THAR_CONFIG = {
  "userInfo": {
    "accountId": "4100000000000077",
    "userName": "reiji_koho",
    "displayName": "例示市広報"
  },
  "archiveInfo": {
    "sizeBytes": "48211",
    "generationDate": "2026-07-01T00:00:00.000Z",
    "isPartialArchive": false,
    "maxPartSizeBytes": "53687091200"
  },
  "readmeInfo": {
    "fileName": "data/README.txt",
    "directory": "data/",
    "name": "README.txt"
  },
  "dataTypes": {
    "account": {
      "files": [
        {
          "fileName": "data/account.js",
          "globalName": "YTD.account.part0",
          "count": "1"
        }
      ]
    },
    "tweets": {
      "mediaDirectory": "data/tweets_media",
      "files": [
        {
          "fileName": "data/tweets.js",
          "globalName": "YTD.tweets.part0",
          "count": "7"
        },
        {
          "fileName": "data/tweets-part1.js",
          "globalName": "YTD.tweets.part1",
          "count": "3"
        }
      ]
    },
    "noteTweet": {
      "files": [
        {
          "fileName": "data/note-tweet.js",
          "globalName": "YTD.note_tweet.part0",
          "count": "2"
        }
      ]
    },
    "communityTweet": {
      "files": [
        {
          "fileName": "data/community-tweet.js",
          "globalName": "YTD.community_tweet.part0",
          "count": "1"
        }
      ]
    },
    "deletedTweets": {
      "files": [
        {
          "fileName": "data/deleted-tweets.js",
          "globalName": "YTD.deleted_tweets.part0",
          "count": "1"
        }
      ]
    }
  }
}
