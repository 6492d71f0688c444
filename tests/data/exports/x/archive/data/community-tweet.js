window.YTD.community_tweet.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "2019214388803670016"
          ],
          "editableUntil": "2026-02-05T02:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "21"
      ],
      "favorite_count": "3",
      "id_str": "2019214388803670016",
      "truncated": false,
      "retweet_count": "1",
      "id": "2019214388803670016",
      "created_at": "Thu Feb 05 01:00:00 +0000 2026",
      "favorited": false,
      "full_text": "市民農園の集まりで、苗の植え方を話します。",
      "lang": "ja"
    }
  }
]
